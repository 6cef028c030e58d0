import { chromium } from 'playwright-core'
const [,, out, ...specs] = process.argv
const ORIGIN = process.env.ORIGIN ?? 'http://127.0.0.1:3990'
const b = await chromium.launch({ executablePath: process.env.CHROME ?? '/tmp/chromium', args: ['--no-sandbox','--disable-quic','--disable-background-networking','--disable-gpu'] })
const states = {}
async function stateOf(acc){ if(!acc) return undefined; if(states[acc]) return states[acc]
  const c = await b.newContext({locale:'en'}); const p = await c.newPage(); await p.goto(ORIGIN+'/sign-in'); await p.getByLabel('Mail address').fill(acc+'@demo.example'); await p.getByLabel('Password').fill('a tree of many'); await p.getByRole('main').getByRole('button',{name:'Sign in'}).click(); await p.waitForURL(u=>!u.pathname.startsWith('/sign-in')); states[acc]=await c.storageState(); await c.close(); return states[acc] }
let i=0
for (const s of specs){ const [path,width='360',lang='en',scheme='light',acc='',js='1']=s.split(',')
  const c = await b.newContext({ viewport:{width:+width,height:+width<600?740:900}, locale:lang, colorScheme:scheme, storageState: await stateOf(acc), javaScriptEnabled: js==='1' })
  const p = await c.newPage(); const errs=[]; p.on('console',m=>m.type()==='error'&&errs.push(m.text())); p.on('pageerror',e=>errs.push(e.message))
  const r = await p.goto(ORIGIN+path); await p.waitForTimeout(300)
  const w = await p.evaluate('[document.documentElement.scrollWidth,document.documentElement.clientWidth,document.documentElement.scrollHeight]')
  const f=`${out}-${String(++i).padStart(2,'0')}.png`; await p.screenshot({path:f,fullPage:true}); console.log(f,r.status(),s,w.join('/'),errs.join('|').slice(0,200)); await c.close() }
await b.close()
