import { fileUrl } from '../../../base/files/address.ts'
import { formatDate, formatList, formatNumber, languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Said, spoken } from '../../../ui/parts/Words.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { url } from '../../../ui/url.ts'
import { sizeName } from '../../views/Files.tsx'
import type { Recorded, Transcript } from '../recordings.ts'

/** A recording as it is heard, its size and length before it is fetched. */
export const Player = ({ recorded, label }: { recorded: Recorded; label: string }): JSX.Element => (
  <>
    {/* biome-ignore lint/a11y/useMediaCaption: what is said stands below it in words, and nothing is seen beside which it could run */}
    <audio controls preload="none" src={fileUrl(recorded)} aria-label={label} />
    <p class="soft small row gap-2">
      <span>{formatList(aboutSound(recorded), 'unit')}</span>
      <a href={fileUrl(recorded)} download>
        {t('telling.takeSound')}
      </a>
    </p>
  </>
)

const aboutSound = ({ seconds, bytes, lang }: Recorded): string[] => [
  ...(seconds === null ? [] : [lengthName(seconds)]),
  sizeName(bytes),
  asSentence(languageName(lang)),
]

function lengthName(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  const parts = [
    minutes && formatNumber(minutes, { style: 'unit', unit: 'minute' }),
    (rest || !minutes) && formatNumber(rest, { style: 'unit', unit: 'second' }),
  ]
  return parts.filter(Boolean).join(' ')
}

/** A recording and what is said in it; where nobody wrote that down, the way to do so. */
export const Voice = ({ recorded, label }: { recorded: Recorded; label: string }): JSX.Element => (
  <figure class="voice">
    <Player recorded={recorded} label={label} />
    {recorded.transcript ? (
      <details open>
        <summary>{t('telling.whatIsSaid')}</summary>
        <Words transcript={recorded.transcript} />
        <p class="soft small row gap-2">
          <span>{writtenBy(recorded.transcript)}</span>
          <a href={url`/recordings/${recorded.ref}/transcript`}>{t('telling.correctIt')}</a>
        </p>
      </details>
    ) : (
      <p class="soft row gap-3">
        <span>{t('telling.notWritten')}</span>
        <a class="action unprinted" href={url`/recordings/${recorded.ref}/transcript`}>
          {t('telling.writeItDown')}
        </a>
      </p>
    )}
  </figure>
)

const Words = ({ transcript: { words, lang, machine } }: { transcript: Transcript }): JSX.Element => (
  <>
    {(machine || spoken(lang).lang) && (
      <p class="row gap-2">
        {machine && <Tag tone="problem">{t('telling.byMachine')}</Tag>}
        {spoken(lang).lang && <Tag>{asSentence(languageName(lang))}</Tag>}
      </p>
    )}
    {words.split(/\s*\n\s*/).map((paragraph) => (
      <p>
        <Said lang={lang}>{paragraph}</Said>
      </p>
    ))}
  </>
)

function writtenBy({ machine, by: { teller, name }, at }: Transcript): string {
  const day = formatDate(new Date(at))
  if (machine) return t('telling.heardByMachine', { day })
  if (teller) return t('telling.writtenByTeller', { day })
  return name ? t('telling.writtenBy', { name, day }) : t('telling.writtenBySomebody', { day })
}
