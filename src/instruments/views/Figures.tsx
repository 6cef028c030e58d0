import { label, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Picture as Kept } from '../../ui/parts/Picture.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import type { ReadAnswer } from '../reading.ts'
import type { Value } from '../values.ts'
import { fileName, inWords } from '../words.ts'
import { InLine, type Names } from './Value.tsx'

/** Pictures, each with what was said in its row: the first text is its caption. */
export const Figures = ({ rows, names }: { rows: ReadAnswer[][]; names: Names }): JSX.Element => (
  <div class="grid wide">
    {rows.map((row) => (
      <FigureView row={row} names={names} />
    ))}
  </div>
)

function FigureView({ row, names }: { row: ReadAnswer[]; names: Names }): JSX.Element {
  const pictures = row.flatMap(({ value }) => (value.kind === 'image' ? value : []))
  const others = row.filter(({ value }) => value.kind !== 'image')
  const caption = others.find(({ value }) => value.kind === 'words')
  const rest = others.filter((one) => one !== caption)
  const says = pictures[0]?.caption?.text ?? (caption ? inWords(caption.value) : '')
  return (
    <figure>
      {pictures.map((picture) => (
        <Picture picture={picture} says={says} names={names} />
      ))}
      <figcaption>
        {pictures.map(
          (picture) => picture.caption && <Said lang={picture.caption.lang}>{picture.caption.text} </Said>,
        )}
        {caption && <InLine value={caption.value} names={names} />}
        {pictures.map(({ credit }) => credit && <small> {t('instruments.pictureBy', { credit })}</small>)}
        {rest.length > 0 && (
          <ul class="row">
            {rest.map(({ label, value }) => (
              <li>
                {label && `${label.text}: `}
                <InLine value={value} names={names} />
              </li>
            ))}
          </ul>
        )}
      </figcaption>
    </figure>
  )
}

function Picture({
  picture,
  says,
  names,
}: {
  picture: Extract<Value, { kind: 'file' | 'image' }>
  says: string
  names: Names
}): JSX.Element {
  const known = names.files?.get(picture.file)?.picture
  const alt = says || label(known?.caption) || fileName(picture.file)
  if (known) return <Kept of={known} alt={alt} sizes="(min-width: 60rem) 22rem, 100vw" />
  return <p class="empty">{t('instruments.pictureElsewhere')}</p>
}
