import type { JSX } from '../../ui/jsx/elements.ts'
import { Heading, type Rank } from '../../ui/parts/Heading.tsx'
import type { Section } from '../../ui/parts/Toc.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { blocksOf } from '../blocks.ts'
import { belowGlance, type Reading, type ReadSection } from '../reading.ts'
import { BlockView } from './Blocks.tsx'
import type { Names } from './Value.tsx'

/**
 * The answers of a record as its page shows them, section by section, below what it shows at a glance.
 * `names`: what is known of the places, records and files they name; without them codes stand for
 * themselves.
 */
export const Answers = ({ reading, names = {} }: { reading: Reading; names?: Names }): JSX.Element => (
  <>
    {belowGlance(reading).sections.map((section) => (
      <SectionView section={section} rank={2} names={names} />
    ))}
  </>
)

/** The sections of a reading, for the contents of the page that shows it. */
export const answersToc = (reading: Reading): Section[] =>
  belowGlance(reading).sections.map((section) => tocEntry(section))

/** Two levels are enough to find one's way by. */
const tocEntry = (section: ReadSection, level = 0): Section => ({
  label: <Said lang={section.title.lang}>{section.title.text}</Said>,
  href: url`#${anchor(section)}`,
  within: level === 0 ? section.sections.map((one) => tocEntry(one, 1)) : [],
})

/** Their own, so that no section is called what a part of the page is. */
const anchor = ({ id }: ReadSection): string => `s-${id}`

function SectionView({
  section,
  rank,
  names,
}: {
  section: ReadSection
  rank: Rank
  names: Names
}): JSX.Element {
  const under = lower(rank)
  return (
    <section class="answers stack" id={anchor(section)}>
      <Heading rank={rank}>
        {section.number && <span class="soft">{section.number} </span>}
        <Said lang={section.title.lang}>{section.title.text}</Said>
      </Heading>
      {blocksOf(section.groups).map((block) => (
        <BlockView block={block} rank={under} names={names} within={section.title.text} />
      ))}
      {section.sections.map((one) => (
        <SectionView section={one} rank={under} names={names} />
      ))}
    </section>
  )
}

export const lower = (rank: Rank): Rank => (rank === 2 ? 3 : 4)
