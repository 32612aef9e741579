/**
 * One jest project per suffix: the suffix says what must be running (docs/architecture.md).
 * `npm test` starts what each needs; alone: NODE_OPTIONS=--experimental-vm-modules npx jest --selectProjects unit
 */
const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', tsx: true },
          transform: { verbatimModuleSyntax: true, react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: { '\\.(css|svg|woff2?)$': '<rootDir>/tests/support/empty-asset.ts' },
  modulePathIgnorePatterns: ['<rootDir>/.pietura', '<rootDir>/.pietura-test', '<rootDir>/dist', '<rootDir>/web/app/dist'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/.pietura'],
  setupFilesAfterEnv: ['<rootDir>/tests/support/quiet.ts'],
};

const project = (displayName, suffix) => ({ ...common, displayName, testMatch: [suffix] });

export default {
  projects: [
    project('unit', '<rootDir>/**/*.test.{ts,tsx}'),
    project('db', '<rootDir>/**/*.db-test.ts'),
    project('process', '<rootDir>/**/*.process-test.ts'),
    project('e2e', '<rootDir>/**/*.spec.ts'),
  ],
  testTimeout: 60_000,
  // ESM in jest keeps modules of finished files (jest#14605)
  workerIdleMemoryLimit: '700MB',
};
