import sharp from 'sharp'
for (const n of process.argv.slice(2)) {
  const m = await sharp(`/tmp/hw/${n}.png`).metadata(); const k=Math.ceil(m.height/4)
  const parts=[]
  for (let i=0;i<4;i++){ const top=i*k; const height=Math.min(k,m.height-top); parts.push({input: await sharp(`/tmp/hw/${n}.png`).extract({left:0,top,width:m.width,height}).toBuffer(), left:i*(m.width+10), top:0}) }
  await sharp({create:{width:4*(m.width+10),height:k,channels:3,background:'white'}}).composite(parts).png().toFile(`/tmp/hw/${n}x.png`)
}
