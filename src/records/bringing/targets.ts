import { t } from '../../base/i18n/t.ts'
import type { Definition } from '../../instruments/definition.ts'
import { plainWords } from './plain.ts'
import { headingsOf } from './question-targets.ts'

/** What every record has and a column may give; anything else is one of `question-targets.ts`. */
export const recordTargets = [
  'title',
  'summary',
  'language',
  'place',
  'topic',
  'author',
  'organisation',
  'licence',
  'doi',
  'url',
  'isbn',
  'issn',
  'identifier',
  'ref',
] as const
export type RecordTarget = (typeof recordTargets)[number]
export const memberTargets = ['name', 'email', 'organisation', 'languages', 'places'] as const
export type MemberTarget = (typeof memberTargets)[number]

/**
 * Words by which columns are known, in plain small letters: as spreadsheets here have them, in several
 * languages, and the fields of Dublin Core that repositories export.
 */
const known: Record<RecordTarget | MemberTarget, string[]> = {
  title: ['title', 'titre', 'titulo', 'العنوان', 'عنوان', 'name of practice', 'dc title', 'название'],
  summary: [
    'summary',
    'abstract',
    'description',
    'resume',
    'resumen',
    'resumo',
    'ملخص',
    'الملخص',
    'dc description abstract',
    'dc description',
    'dcterms abstract',
  ],
  language: [
    'language',
    'langue',
    'idioma',
    'lang',
    'اللغة',
    'لغة',
    'dc language iso',
    'dc language',
    'dcterms language',
  ],
  place: [
    'place',
    'country',
    'pays',
    'lieu',
    'pais',
    'lugar',
    'البلد',
    'المكان',
    'dc coverage spatial',
    'location',
  ],
  topic: ['topic', 'topics', 'theme', 'themes', 'sujet', 'tema', 'الموضوع'],
  author: [
    'author',
    'authors',
    'auteur',
    'auteurs',
    'autor',
    'autores',
    'المؤلف',
    'المؤلفون',
    'dc contributor author',
    'dc creator',
    'compiler',
    'contributor',
  ],
  organisation: [
    'organisation',
    'organization',
    'organizacion',
    'organizacao',
    'institution',
    'المنظمة',
    'المؤسسة',
    'affiliation',
    'dc publisher',
  ],
  licence: ['licence', 'license', 'licencia', 'licenca', 'الترخيص', 'rights', 'dc rights'],
  doi: ['doi', 'dc identifier doi'],
  url: ['url', 'link', 'lien', 'address', 'adresse', 'enlace', 'الرابط', 'dc identifier uri', 'web address'],
  isbn: ['isbn', 'dc identifier isbn'],
  issn: ['issn', 'dc identifier issn'],
  identifier: ['id', 'identifier', 'identifiant', 'identificador', 'code', 'dc identifier', 'المعرف'],
  ref: ['ref', 'reference', 'baobab ref'],
  name: ['name', 'nom', 'nombre', 'nome', 'full name', 'nom complet', 'الاسم', 'الاسم الكامل', 'имя'],
  email: [
    'email',
    'e mail',
    'mail',
    'courriel',
    'adresse mail',
    'correo',
    'correo electronico',
    'البريد الإلكتروني',
    'البريد',
    'email address',
  ],
  languages: ['languages', 'language', 'langues', 'langue', 'idiomas', 'اللغات', 'اللغة'],
  places: ['places', 'place', 'countries', 'country', 'pays', 'lieux', 'lugar', 'pais', 'البلدان', 'البلد'],
}

const knownAs = (target: RecordTarget | MemberTarget, heading: string): boolean =>
  plainWords(target) === heading || known[target].some((words) => plainWords(words) === heading)

/**
 * Where each column probably goes, in their order, '' for nowhere: by slot or id of a question, by a label
 * in any of its languages, then by the words above. None goes where one before it does.
 */
export function guessTargets(columns: string[], definition: Definition | undefined): string[] {
  const headings = headingsOf(definition)
  const taken = new Set<string>()
  return columns.map((column) => {
    const plain = plainWords(column)
    const target =
      headings.get(column.trim().toLowerCase()) ??
      recordTargets.find((one) => knownAs(one, plain)) ??
      headings.get(plain) ??
      ''
    if (plain === '' || taken.has(target)) return ''
    taken.add(target)
    return target
  })
}

/** The same for a spreadsheet of members. */
export function guessMemberTargets(columns: string[]): string[] {
  const taken = new Set<string>()
  return columns.map((column) => {
    const target = memberTargets.find((one) => !taken.has(one) && knownAs(one, plainWords(column))) ?? ''
    if (target) taken.add(target)
    return target
  })
}

/** A target in the reader's words. */
export function targetName(target: RecordTarget | MemberTarget): string {
  switch (target) {
    case 'title':
      return t('imports.targetTitle')
    case 'summary':
      return t('imports.targetSummary')
    case 'language':
      return t('imports.targetLanguage')
    case 'place':
      return t('imports.targetPlace')
    case 'topic':
      return t('imports.targetTopic')
    case 'author':
      return t('imports.targetAuthor')
    case 'organisation':
      return t('imports.targetOrganisation')
    case 'licence':
      return t('imports.targetLicence')
    case 'doi':
      return 'DOI'
    case 'url':
      return t('imports.targetUrl')
    case 'isbn':
      return 'ISBN'
    case 'issn':
      return 'ISSN'
    case 'identifier':
      return t('imports.targetIdentifier')
    case 'ref':
      return t('imports.targetRef')
    case 'name':
      return t('imports.targetName')
    case 'email':
      return t('imports.targetEmail')
    case 'languages':
      return t('imports.targetLanguages')
    case 'places':
      return t('imports.targetPlaces')
  }
}
