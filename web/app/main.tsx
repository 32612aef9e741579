import '@fontsource-variable/inter/index.css';
import './styles/tokens.css';
import './styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/use-call.ts';
import { startAuth } from './auth/auth.ts';
import { startWords } from './i18n/i18n.ts';
import { makeRouter } from './router.tsx';

// The sign-in must read its answer from the address before the router looks at it.
await Promise.all([startWords(), startAuth()]);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={makeRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
