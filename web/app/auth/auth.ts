import type Keycloak from 'keycloak-js';
import { useSyncExternalStore } from 'react';
import { getSettings } from '../../contract/me.ts';
import { ROLES, type Role } from '../../contract/words.ts';
import { call, setSigner } from '../api/call.ts';
import { queryClient } from '../api/use-call.ts';
import { checkIdToken, makeWayBack, SIGNED_IN_PATH } from './way-back.ts';

export type Auth =
  | { phase: 'starting' | 'signed-out' | 'unavailable' }
  /** `expired`: the page still stands as it was, but the next request needs a new sign-in. */
  | { phase: 'signed-in' | 'expired'; id: string; name: string; roles: Role[]; agency: string | null };

interface Claims {
  sub: string;
  name?: string;
  preferred_username?: string;
  realm_access?: { roles?: string[] };
  groups?: string[];
}

// Tokens live in memory only. This mark says no more than that someone was signed in, so that a reload can ask Keycloak again.
const MARK = 'pietura.signed-in';
const FRESH_SECONDS = 30;

const wayBack = () => makeWayBack(sessionStorage, location.origin);
let keycloak: Keycloak | null = null;
let state: Auth = { phase: 'signed-out' };
let stopListening = () => {};
const listeners = new Set<() => void>();

function become(next: Auth) {
  state = next;
  for (const listener of listeners) listener();
}

export const currentAuth = () => state;

export const useAuth = (): Auth =>
  useSyncExternalStore(listener => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentAuth);

/** Keycloak answers in the fragment: …#state=…&code=… or …#error=login_required&state=… */
const isCallback = () => location.pathname === SIGNED_IN_PATH && /[#&]state=/.test(location.hash) && /[#&](code|error)=/.test(location.hash);

/** Loads keycloak-js only when somebody signs in: most visitors only look. */
async function load(): Promise<Keycloak> {
  if (keycloak) return keycloak;
  const [{ default: Client }, settings] = await Promise.all([import('keycloak-js'), call(getSettings, {})]);
  const made = new Client({ url: settings.keycloakUrl, realm: settings.realm, clientId: settings.clientId });
  // An unreachable Keycloak must not take public pages with it: ask before redirecting there.
  await fetch(`${settings.keycloakUrl}/realms/${settings.realm}`, { mode: 'no-cors' });
  made.onAuthRefreshError = expire;
  await made.init({ pkceMethod: 'S256', checkLoginIframe: false, responseMode: 'fragment' });
  keycloak = made;
  return made;
}

function expire() {
  if (state.phase === 'signed-in') become({ ...state, phase: 'expired' });
  stopListening();
}

/** Keycloak gives everybody roles of its own too (default-roles-…): those mean nothing here. */
const ourRoles = ({ realm_access }: Claims): Role[] => ROLES.filter(role => realm_access?.roles?.includes(role));

function enter(claims: Claims) {
  localStorage.setItem(MARK, claims.sub);
  const name = claims.name ?? claims.preferred_username ?? '';
  become({ phase: 'signed-in', id: claims.sub, name, roles: ourRoles(claims), agency: claims.groups?.[0] ?? null });
  listen();
}

/** News comes by its own code, so that who only looks does not fetch it. */
function listen() {
  let stopped = false;
  stopListening = () => {
    stopped = true;
  };
  void import('../api/events.ts').then(events => {
    if (!stopped) stopListening = events.listen();
  });
}

/** Finishes a sign-in that has just come back, or asks Keycloak quietly whether the session of before still stands. Before the first render. */
export async function startAuth(): Promise<void> {
  const answered = isCallback();
  // nobody works at this address: who reloads it, or comes by an old link, goes on to where they were
  if (!answered && location.pathname === SIGNED_IN_PATH) comeBack();
  if (!answered && !localStorage.getItem(MARK)) return;
  become({ phase: 'starting' });
  try {
    const client = await load();
    if (answered) comeBack();
    if (client.authenticated) {
      checkIdToken(client.idTokenParsed, client.clientId);
      return enter(client.tokenParsed as Claims);
    }
    // the mark goes only when Keycloak has said no: somebody who reloads in the middle of the asking is still signed in
    if (!answered) return await leaveFor(client, { prompt: 'none' });
    localStorage.removeItem(MARK);
    become({ phase: 'signed-out' });
  } catch {
    if (location.pathname === SIGNED_IN_PATH) comeBack();
    become({ phase: 'unavailable' });
  }
}

/** A redirect: the promise stays open while the browser leaves, so that nothing is drawn meanwhile. */
async function leaveFor(client: Keycloak, { returnTo = location.href, ...options }: { prompt?: 'none'; returnTo?: string }): Promise<never> {
  wayBack().leave(returnTo);
  await client.login({ redirectUri: location.origin + SIGNED_IN_PATH, locale: document.documentElement.lang, ...options });
  return new Promise(() => {});
}

/** Puts back the address that was left for Keycloak. Before the router reads it. */
const comeBack = () => history.replaceState(history.state, '', wayBack().take());

/** Goes to Keycloak and comes back to `returnTo` (a path; default: where one is). */
export async function signIn(returnTo?: string): Promise<void> {
  try {
    await leaveFor(await load(), returnTo ? { returnTo } : {});
  } catch {
    become({ phase: 'unavailable' });
  }
}

export async function signOut(): Promise<void> {
  localStorage.removeItem(MARK);
  queryClient.clear();
  await keycloak?.logout({ redirectUri: `${location.origin}/` });
}

async function token(): Promise<string | null> {
  if (!keycloak?.authenticated || state.phase !== 'signed-in') return null;
  // a failed refresh of a token that still holds is no reason to stop: the API decides
  await keycloak.updateToken(FRESH_SECONDS).catch(() => {});
  return keycloak.token ?? null;
}

setSigner({ token, refused: expire });
