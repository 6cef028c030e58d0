/** Small, for files that are read from a folder: in the reader's own letters, light or dark, from either side, and on paper. */
export const style = `:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 Georgia, "Noto Serif", "Noto Naskh Arabic", serif; margin: 0 auto; max-inline-size: 42rem; padding: 1rem; overflow-wrap: anywhere; background: #fffdf9; color: #1f1b16; }
h1, h2, h3, h4 { line-height: 1.25; }
h2 { margin-block-start: 2rem; }
h1 .soft { font-weight: normal; }
nav, .soft { font-size: .9rem; color: #5d544a; }
.lead { font-size: 1.15rem; }
.notes { border-inline-start: 3px solid #b98a4a; list-style: none; margin-inline: 0; padding-inline-start: .75rem; font-size: .9rem; }
a { color: #7a4b12; }
li { margin-block: .35rem; }
article { border-block-start: 1px solid #8886; padding-block: .75rem; }
article:target { border-inline-start: 3px solid #b98a4a; padding-inline-start: .75rem; }
blockquote { border-inline-start: 3px solid #8888; margin-inline: 0; padding-inline-start: .75rem; }
table { border-collapse: collapse; display: block; max-inline-size: 100%; overflow-x: auto; }
th, td { border: 1px solid #8886; padding: .3rem .6rem; text-align: start; }
pre { overflow-x: auto; }
.pager { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; margin-block-start: 1.5rem; }
.pager svg { display: none; }
@media (prefers-color-scheme: dark) {
  body { background: #191510; color: #efe8de; }
  nav, .soft { color: #b9ad9e; }
  a { color: #e0b070; }
}
@media print {
  body { max-inline-size: none; padding: 0; background: none; color: #000; }
  nav, .pager { display: none; }
  article { break-inside: avoid; }
  a { color: inherit; }
}
`
