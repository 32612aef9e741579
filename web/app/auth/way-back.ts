/** The one address to which Keycloak sends people back (redirectUris of docker/realm/pietura-realm.json). */
export const SIGNED_IN_PATH = '/signed-in';
const KEY = 'pietura.return';

/**
 * Remembers where somebody was when they left for Keycloak, for this window only: Keycloak compares return addresses letter by letter,
 * and the page that was open may be any.
 */
export function makeWayBack(kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, origin: string) {
  return {
    /** `returnTo`: a path, or a whole address of this site. */
    leave(returnTo: string): void {
      kept.setItem(KEY, pathOf(returnTo, origin));
    },
    /** The path that was left, once; the first page when there is none. */
    take(): string {
      const path = kept.getItem(KEY);
      kept.removeItem(KEY);
      return path ? pathOf(path, origin) : '/';
    },
  };
}

/** Path, query and fragment on this site; the first page for an address elsewhere, and for the way back itself. */
function pathOf(address: string, origin: string): string {
  const url = new URL(address, origin);
  return url.origin === origin && url.pathname !== SIGNED_IN_PATH ? url.pathname + url.search + url.hash : '/';
}

/** The identity that came with the tokens was made for this application (OpenID Connect Core 3.1.3.7). @throws when for another. */
export function checkIdToken(claims: { aud?: unknown; azp?: unknown } | undefined, clientId: string | undefined): void {
  const audience = [claims?.aud].flat();
  const isOurs = clientId !== undefined && audience.includes(clientId) && (audience.length === 1 || claims?.azp === clientId);
  if (!isOurs) throw new Error('The ID token is for another application');
}
