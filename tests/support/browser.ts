/** A real Chromium for browser tests: the system's, else the one that npm can carry; loud where there is none. */
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Null only where no browser can run and nobody insists (CI insists). */
export async function openBrowser(): Promise<Browser | null> {
  const faults: string[] = []
  for (const candidate of await candidates()) {
    try {
      return await chromium.launch({ executablePath: candidate.path, args: [...FLAGS, ...candidate.args] })
    } catch (error) {
      faults.push(`${candidate.path}: ${String(error).split('\n')[0]}`)
    }
  }
  const message = `NO BROWSER CAN RUN HERE, so no browser test has run. Install Chromium or set CHROMIUM_PATH.\n${faults.join('\n')}`
  if (process.env.CI) throw new Error(message)
  console.error(`\n${'!'.repeat(78)}\n${message}\n${'!'.repeat(78)}\n`)
  return null
}

async function candidates(): Promise<{ path: string; args: string[] }[]> {
  const named = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : []
  const found = [...named, ...SYSTEM.filter((path) => existsSync(path))].map((path) => ({ path, args: [] as string[] }))
  return found.length > 0 ? found : carried()
}

/** Linux x64 only; unpacks itself into the temporary folder. */
async function carried(): Promise<{ path: string; args: string[] }[]> {
  try {
    const { default: carriedChromium } = await import('@sparticuz/chromium')
    return [{ path: await carriedChromium.executablePath(), args: carriedChromium.args }]
  } catch {
    return []
  }
}

export interface View {
  width: number
  theme?: 'light' | 'dark'
  locale?: string
  javaScript?: boolean
}

/** A fresh person at a fresh browser. */
export function someone(browser: Browser, view: View = { width: 1280 }): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: view.width, height: view.width < 600 ? 780 : 900 },
    colorScheme: view.theme ?? 'light',
    locale: view.locale ?? 'en-GB',
    javaScriptEnabled: view.javaScript ?? true,
    reducedMotion: 'reduce',
  })
}
