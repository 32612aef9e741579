import { fileURLToPath } from 'node:url';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Files in `target` may not import from `from`, but for `except` (paths below the project). */
const zones = (target, from, message, except = []) =>
  from.map(folder => {
    const inside = except.filter(path => path.startsWith(`${folder}/`)).map(path => `./${path.slice(folder.length + 1)}`);
    return { target: `./${target}`, from: `./${folder}`, message, except: inside };
  });

// The architecture as lint (docs/architecture.md): imports go one way.
const ONE_WAY = [
  ...zones('platform', ['web', 'workers', 'processes', 'docker'], 'platform knows nobody'),
  ...zones('processes', ['web/api', 'web/app', 'workers', 'prisma'], 'a process gets what it needs as deps'),
  ...zones('web/contract', ['web/api', 'web/app', 'workers', 'processes', 'prisma'], 'the contract is agreed, not implemented'),
  ...zones('web/contract', ['platform'], 'the contract is agreed, not implemented', ['platform/problem.ts']),
  ...zones('web/app', ['web/api', 'workers', 'processes', 'prisma', 'platform'], 'the client knows only the contract', ['platform/problem.ts']),
  ...zones('web/api', ['web/app', 'workers', 'docker'], 'the server does not know its callers'),
  ...zones('workers', ['web/app', 'docker'], 'workers stand on the use cases'),
];

const NO_ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only main programs read the environment, through platform/config.ts',
};

/** The bundle has a stand-in for zod (web/app/api/zod-in-browser.ts): what it would say of anything means nothing. */
const NO_PARSERS = {
  selector: "CallExpression[callee.property.name=/^(safe)?parse(Async)?$/i]:not([callee.object.name=/^(JSON|Date)$/])",
  message: 'Parsing is the server’s: the browser has no parsers',
};

export default tseslint.config(
  { ignores: ['node_modules', '.pietura*/**', '**/dist/**', 'prisma/generated/**', 'web/app/public/**'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended, tseslint.configs.stylistic],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.mjs'] } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: root, zones: ONE_WAY }],
      'import-x/no-duplicates': ['error', { 'prefer-inline': false }],
      'import-x/no-default-export': 'error',
      'no-restricted-syntax': ['error', NO_ENVIRONMENT],
      'no-console': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-empty-function': 'off',
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['web/app/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': ['error', NO_ENVIRONMENT, NO_PARSERS],
      // a component is one function of markup: its length is not its complexity
      'max-lines-per-function': 'off',
    },
  },
  {
    // Programs: they read the environment and speak on the console.
    files: [
      '**/main.ts',
      'docker/**/*.ts',
      'tests/**/*.ts',
      '**/*.config.ts',
      'prisma/*.ts',
      'platform/migrate.ts',
      'web/api/print-openapi.ts',
      'web/api/**/{verify,deploy}.ts',
    ],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  {
    // Loaded by path or by a tool: the default export is the contract.
    files: ['workers/shared/*.ts', 'processes/*/*/workers/*.ts', '**/*.config.ts', 'tests/**/*.ts', 'docs/**/*.ts', '**/*.d.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['**/*.{test,db-test,process-test,spec}.{ts,tsx}', 'tests/**/*.{ts,tsx}'],
    rules: {
      // tests borrow people, engines and databases from anywhere
      'import-x/no-restricted-paths': 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      'no-restricted-syntax': 'off',
      'no-console': 'off',
    },
  },
);
