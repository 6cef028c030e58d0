import type { JSX } from '../jsx/elements.ts'

const paths = {
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.7-1.8L20 20',
  languages: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c5 5 5 13 0 18-5-5-5-13 0-18Z',
  download: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14',
  map: 'M9 5 4 7v12l5-2 6 2 5-2V5l-5 2-6-2Zm0 0v12m6-10v12',
  table: 'M4 5h16v14H4zM4 10h16M10 10v9',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  compare: 'M4 5h7v14H4zM13 5h7v14h-7z',
  filter: 'M4 6h16M7 12h10M10 18h4',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  quote: 'M10 7H5v6h5V7Zm0 6c0 2.5-1.5 4-4 4m13-10h-5v6h5V7Zm0 6c0 2.5-1.5 4-4 4',
  next: 'm9 5 7 7-7 7',
  previous: 'm15 5-7 7 7 7',
  good: 'm5 12.5 4.5 4.5L19 7',
  problem: 'M12 4 2.5 20h19L12 4Zm0 6v5m0 2.5h.01',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8c.6-4 4-6 8-6s7.4 2 8 6',
  place:
    'M12 21c5-5.5 7-8.5 7-11a7 7 0 1 0-14 0c0 2.5 2 5.5 7 11Zm0-8.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z',
} as const

const turning = new Set<IconName>(['next', 'previous'])
export type IconName = keyof typeof paths

/** A small drawing that stands beside a word and never in its place. */
export const Icon = ({ name }: { name: IconName }): JSX.Element => (
  <svg
    class={turning.has(name) ? 'icon turns' : 'icon'}
    viewBox="0 0 24 24"
    width="18"
    height="18"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
)
