import { t } from '../base/i18n/t.ts'

interface Step {
  words: () => string
  /** As it is typed into a shell. */
  command: string
}

const auth = `-H "Authorization: Bearer $TOKEN"`
const json = `-H "Content-Type: application/json"`
const ref = `grep -o '"ref":"[^"]*"' | cut -d '"' -f 4`

/**
 * From a token to a published story, for an instance at this address. A test runs every step as it stands
 * here and in docs/guides/api.md.
 */
export const exampleFor = (origin: string): Step[] => [
  { words: () => t('api.stepToken'), command: `export BAOBAB=${origin}\nexport TOKEN=baobab_…` },
  {
    words: () => t('api.stepBegin'),
    command: `DRAFT=$(curl -sS "$BAOBAB/api/v1/drafts" ${auth} \\
  ${json} \\
  -d '{"instrument": "story", "lang": "en"}' | ${ref})`,
  },
  { words: () => t('api.stepAsked'), command: `curl -sS "$BAOBAB/api/v1/instruments/story"` },
  {
    words: () => t('api.stepAnswer'),
    command: `curl -sS -X PATCH "$BAOBAB/api/v1/drafts/$DRAFT/answers" ${auth} \\
  ${json} -d @- <<'JSON'
{
  "since": 0,
  "changes": [
    {"path": "@record/only/title/en", "value": "The well that came back"},
    {"path": "@record/only/summary/en", "value": "A committee kept one paper, and the well ran again."},
    {"path": "@record/only/knowledge", "value": "experience"},
    {"path": "@record/only/licence", "value": "CC-BY-4.0"},
    {"path": "scene/only/where", "value": "NE"},
    {"path": "scene/only/when", "value": "2024-05"},
    {"path": "scene/only/your_part", "value": "did"},
    {"path": "telling/only/what_was_happening/en", "value": "The pump stood still for a year."},
    {"path": "telling/only/what_you_did/en", "value": "We wrote down who pays what, and when."},
    {"path": "telling/only/what_changed/en", "value": "The pump was repaired in a week."},
    {"path": "telling/only/how_sure", "value": "3"},
    {"path": "looking_back/only/what_surprised/en", "value": "Those who had least paid first."},
    {"path": "for_others/only/would_tell_others/en", "value": "Begin with the paper."},
    {"path": "for_others/only/people_know", "value": "all"}
  ]
}
JSON`,
  },
  { words: () => t('api.stepLook'), command: `curl -sS "$BAOBAB/api/v1/drafts/$DRAFT" ${auth}` },
  {
    words: () => t('api.stepPublish'),
    command: `RECORD=$(curl -sS "$BAOBAB/api/v1/drafts/$DRAFT/publication" ${auth} \\
  ${json} -d '{}' | ${ref})`,
  },
  {
    words: () => t('api.stepTranslate'),
    command: `curl -sS -X PUT "$BAOBAB/api/v1/records/$RECORD/translations/fr" ${auth} \\
  ${json} -d @- <<'JSON'
{
  "texts": [
    {
      "path": "@record/only/title",
      "source": "The well that came back",
      "words": "Le puits qui est revenu"
    }
  ]
}
JSON`,
  },
]
