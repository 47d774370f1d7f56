import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Packages that every screen needs, in a few files that stay in the browser's cache when our own code changes.
 * Components and icons that only some screens use stay out of the first screen's download (`minShareCount`).
 */
const vendorGroups = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
  {
    name: 'data',
    test: /node_modules[\\/](@tanstack[\\/](?!react-table|table-core|react-virtual|virtual-core)|@orpc|zod|i18next|react-i18next)|validate-without-eval/,
  },
  {
    name: 'mantine',
    test: /node_modules[\\/](@mantine[\\/](core|hooks|notifications|store)|@floating-ui)[\\/]/,
    minShareCount: 10,
  },
  { name: 'icons', test: /node_modules[\\/]@tabler[\\/]/, minShareCount: 2 },
];

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // Nothing is put into the page as a data: address, because the policy of the page allows that for images only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    // Browsers that know light-dark(): else it would be rewritten into something that Mantine's colour schemes don't set.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 900,
    rollupOptions: { output: { codeSplitting: { groups: vendorGroups } } },
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8080' } },
});
