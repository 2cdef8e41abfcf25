/** How the web workspace is built: SvelteKit's options stand here, the content policy among them. */
import { fileURLToPath } from 'node:url'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

// The one inline style: SvelteKit's hidden element that speaks the title of the next page. Changes with its text only.
const ANNOUNCER = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='
const ON_PURPOSE = ['a11y_no_redundant_roles', 'a11y_no_noninteractive_tabindex']

export default defineConfig({
  // words/ lies beside web/, so that the server reads the same dictionaries.
  resolve: { alias: { '#words': fileURLToPath(new URL('../words', import.meta.url)) } },
  plugins: [
    sveltekit({
      adapter: adapter(),
      // A changed `display` takes a table's meaning from some readers, so tables keep their roles; wide ones scroll by keyboard.
      compilerOptions: { warningFilter: (warning) => !ON_PURPOSE.includes(warning.code) },
      csp: {
        mode: 'auto',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          'style-src-attr': ['unsafe-hashes', ANNOUNCER],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'frame-ancestors': ['none'],
          'form-action': ['self'],
        },
      },
    }),
  ],
})
