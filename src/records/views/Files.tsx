import { formatList, formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Label } from '../../ui/parts/Words.tsx'
import { outside } from '../../ui/url.ts'
import type { Content } from '../interchange.ts'

type File = Content['files'][number]

/** The files that belong to a record: their names, and a way to those that have an address. */
export const Files = ({ files }: { files: File[] }): JSX.Element | null =>
  files.length === 0 ? null : (
    <>
      <h3>{t('records.files')}</h3>
      <ul class="stack gap-2">
        {files.map((file) => (
          <li>
            <Name file={file} />
            <br />
            <small class="soft">{formatList(about(file))}</small>
            {file.caption && (
              <p class="soft">
                <Label of={file.caption} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  )

function Name({ file: { name, url } }: { file: File }): JSX.Element {
  const href = url && outside(url)
  return href ? (
    <a href={href} rel="noopener">
      <bdi>{name}</bdi>
    </a>
  ) : (
    <bdi>{name}</bdi>
  )
}

/** Its type, its size if that is known, and who made it. */
const about = ({ name, mediaType, size, credit }: File): string[] =>
  [typeName(name, mediaType), size === undefined ? [] : sizeName(size), credit ?? []].flat()

/** The ending of its name says more to people than a media type does. */
const typeName = (name: string, mediaType: string): string =>
  /\.([A-Za-z0-9]{2,5})$/.exec(name)?.[1]?.toUpperCase() ?? mediaType

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

function sizeName(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  return formatNumber(bytes / 1000 ** step, {
    style: 'unit',
    unit: units[step],
    maximumFractionDigits: step > 1 ? 1 : 0,
  })
}
