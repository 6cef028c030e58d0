import { t } from '../../../base/i18n/t.ts'
import type { Card } from '../../../base/things/kinds.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { ThingCard } from '../../../ui/parts/ThingCard.tsx'

/** What may answer a question already; nothing where nothing does. */
export const Alike = ({ cards }: { cards: Card[] }): JSX.Element =>
  cards.length === 0 ? (
    <></>
  ) : (
    <section class="stack gap-3" role="status">
      <h2>{t('door.alike')}</h2>
      <p class="soft narrow-text">{t('door.alikeWords')}</p>
      <div class="grid">
        {cards.map((card) => (
          <ThingCard card={card} />
        ))}
      </div>
    </section>
  )
