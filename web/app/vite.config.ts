import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const api = `http://localhost:${process.env.PIETURA_PORT ?? 8800}`;

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  resolve: {
    // The browser needs of a contract its method, path and types, not its parsers: the server parses both ways. Saves 60 kB.
    alias: [{ find: /^zod$/, replacement: here('api/zod-in-browser.ts') }],
  },
  build: { outDir: here('dist'), emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 1200, manifest: true },
  server: { proxy: { '/api': api } },
  preview: { proxy: { '/api': api } },
});
