const O='http://127.0.0.1:3990'
async function sign(acc){ const r=await fetch(O+'/sign-in',{method:'POST',redirect:'manual',headers:{'content-type':'application/x-www-form-urlencoded',origin:O},body:new URLSearchParams({email:acc+'@demo.example',password:'a tree of many'})}); const ck=r.headers.getSetCookie().map(c=>c.split(';')[0]).join('; '); return async (path,body)=>{ const q=await fetch(O+path,{method:body?'POST':'GET',redirect:'manual',headers:{cookie:ck,origin:O,...(body&&{'content-type':'application/x-www-form-urlencoded'})},body:body&&new URLSearchParams(body)}); const t=await q.text(); console.log(acc,path,q.status,q.headers.get('location')??t.replace(/<style[\s\S]*?<\/style>|<script[\s\S]*?<\/script>|<[^>]+>/g,' ').replace(/\s+/g,' ').slice(300,q.status>=400?900:300)); return {t,at:q.headers.get('location')} } }
const D='/communities/land-degradation-neutrality-in-practice'
const f=await sign('facilitator'), m=await sign('member'), c=await sign('curator')
await f(D+'/health/checks',{ends:'2026-12-18',lang:'en'})
await m('/exchange/0ffermnt0001/take-ups',{words:'I would like to learn how to lead a first meeting.\n\nWould Tuesdays do?',lang:'en'})
await m('/threads/th7eadmap001/posts',{body:'Two figures, # one old:\n\n- the **old** map\n- the new one\n\n@tendai-moyo which do councils read?',lang:'en'})
await c('/exchange/0ffergvs0001/take-ups',{words:'We have three gullies below a school.',lang:'en'})
await f(D+'/bundle',{closed:'on'})
