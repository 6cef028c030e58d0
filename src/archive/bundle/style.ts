/** Small, for files that are read from a folder: in the reader's own letters, light or dark, from either side. */
export const style = `:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 Georgia, "Noto Serif", "Noto Naskh Arabic", serif; margin: 0 auto; max-inline-size: 42rem; padding: 1rem; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; }
nav, .soft { font-size: .9rem; opacity: .8; }
a { color: #7a4b12; }
article { border-block-start: 1px solid #8886; padding-block: .75rem; }
blockquote { border-inline-start: 3px solid #8888; margin-inline: 0; padding-inline-start: .75rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8886; padding: .3rem .6rem; text-align: start; }
pre { overflow-x: auto; }
@media (prefers-color-scheme: dark) { a { color: #e0b070; } }
`
