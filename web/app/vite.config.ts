import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const api = `http://localhost:${process.env.PIETURA_PORT ?? 8800}`;

const BROWSERS_OWN = "function getLocaleDateFormat(locale = 'default')";
const READERS = "function getLocaleDateFormat(locale = document.documentElement.lang === 'en' ? 'en-GB' : 'lv')";

/**
 * form-js writes and reads dates as the browser's language has it, whatever the page speaks: 10.11. would become the 11th of October
 * for a Latvian with an American browser. There is no setting for it. A newer form-js that says it otherwise stops the build.
 */
const datesInThePagesLanguage: Plugin = {
  name: 'pietura:form-js-dates',
  enforce: 'pre',
  transform(code, id) {
    if (!/@bpmn-io\/form-js-viewer\/dist\/index\.es\.js$/.test(id)) return null;
    if (!code.includes(BROWSERS_OWN)) throw new Error('form-js has changed how it formats dates: look at vite.config.ts');
    return { code: code.replace(BROWSERS_OWN, READERS), map: null };
  },
};

export default defineConfig({
  root: here('.'),
  plugins: [react(), datesInThePagesLanguage],
  resolve: {
    // The browser needs of a contract its method, path and types, not its parsers: the server parses both ways. Saves 60 kB.
    alias: [{ find: /^zod$/, replacement: here('api/zod-in-browser.ts') }],
  },
  build: { outDir: here('dist'), emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 1200, manifest: true },
  server: { proxy: { '/api': api } },
  preview: { proxy: { '/api': api } },
});
