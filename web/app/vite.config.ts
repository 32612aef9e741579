import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
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

/** Beside each script and style its compressed form, as the API serves it. zlib's own default is the best and slowest it has. */
const compressed: Plugin = {
  name: 'pietura:compressed',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    const files = Object.keys(bundle).filter(name => /^assets\/.*\.(js|css|svg)$/.test(name));
    await Promise.all(files.map(async name => writeFile(join(dir, `${name}.br`), await promisify(brotliCompress)(await readFile(join(dir, name))))));
  },
};

export default defineConfig({
  root: here('.'),
  plugins: [react(), datesInThePagesLanguage, compressed],
  resolve: {
    // The browser needs of a contract its method, path and types, not its parsers: the server parses both ways. Saves 60 kB.
    alias: [{ find: /^zod$/, replacement: here('api/zod-in-browser.ts') }],
  },
  build: { outDir: here('dist'), emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 1200, manifest: true },
  server: { proxy: { '/api': api } },
  preview: { proxy: { '/api': api } },
});
