import { chromium } from 'playwright-core'

const [, , base, ...shots] = process.argv
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
for (const s of shots) {
  const [path, width, scheme, out, y, click] = s.split('|')
  const c = await b.newContext({ viewport: { width: +width, height: +width < 500 ? 800 : 1000 }, colorScheme: scheme })
  const p = await c.newPage()
  p.on('console', (m) => m.type() === 'error' && console.log('console', m.text()))
  p.on('pageerror', (e) => console.log('pageerror', e.message))
  await p.goto(base + path)
  await p.waitForTimeout(200)
  if (click) {
    await p.click(click)
    await p.waitForTimeout(500)
  }
  if (y === 'full') await p.screenshot({ path: out, fullPage: true })
  else {
    await p.evaluate((y) => scrollTo(0, y), +(y || 0))
    await p.waitForTimeout(100)
    await p.screenshot({ path: out })
  }
  await c.close()
}
await b.close()
