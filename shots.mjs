import { chromium } from 'playwright-core'
import sparticuz from '@sparticuz/chromium'
const b = await chromium.launch({ executablePath: await sparticuz.executablePath(), args: ['--no-sandbox','--disable-quic','--disable-background-networking','--disable-gpu'] })
const at='http://127.0.0.1:8099'
const c='/communities/land-degradation-neutrality-in-practice'
async function login(ctx,email){ const p=await ctx.newPage(); await p.goto(at+'/sign-in'); await p.getByLabel('Mail address').fill(email); await p.getByLabel('Password').fill('a tree of many'); await p.getByRole('main').getByRole('button',{name:'Sign in'}).click(); await p.getByRole('link',{name:'My desk'}).waitFor(); return p }
const fac=await b.newContext({javaScriptEnabled:false}); const p=await login(fac,'facilitator@demo.example'); const st=await fac.storageState()
const shots=JSON.parse(process.argv[2])
for (const [name,path,w,scheme,lang] of shots){
  const ctx=await b.newContext({storageState:st,viewport:{width:w,height:900},colorScheme:scheme||'light',javaScriptEnabled:false})
  const q=await ctx.newPage(); const r=await q.goto(at+path+(lang?(path.includes('?')?'&':'?')+'lang='+lang:''));
  console.log(name,r.status()); await q.screenshot({path:`/tmp/hw/${name}.png`,fullPage:true}); await ctx.close()
}
await b.close()
