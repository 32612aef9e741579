export { usePages } from '../../api/use-pages.ts';
