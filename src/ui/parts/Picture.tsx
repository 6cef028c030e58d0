import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../jsx/elements.ts'
import type { SrcSet, Url } from '../url.ts'

interface PictureProps {
  of: { src: Url; srcset: SrcSet; width: number; height: number; href: Url }
  /** What there is to see: its caption, or else its name. */
  alt: string
  /** How wide it is drawn, for a browser to choose by: see the HTML standard, sizes. */
  sizes: string
}

/**
 * A picture that leads to the whole of it; it keeps its room while it is on the way. Whoever saves data
 * is told what there is to see, and asks for it.
 */
export const Picture = ({ of, alt, sizes }: PictureProps): JSX.Element =>
  reader().saveData ? (
    <a href={of.src}>{t('ui.showPicture', { alt })}</a>
  ) : (
    <a href={of.href}>
      <img
        src={of.src}
        srcset={of.srcset}
        sizes={sizes}
        width={of.width}
        height={of.height}
        alt={alt}
        loading="lazy"
        decoding="async"
      />
    </a>
  )
