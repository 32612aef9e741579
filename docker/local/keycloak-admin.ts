import { Failure } from './failure.ts';
import { ADMIN_USER } from './keycloak.ts';

export type KeycloakAdmin = Awaited<ReturnType<typeof signInAsAdmin>>;

/** Signs in to Keycloak's admin REST API. `call` answers the parsed body, or undefined for 404. */
export async function signInAsAdmin(keycloak: string, password: string, realm: string) {
  const form = new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: ADMIN_USER, password });
  const answer = await fetch(`${keycloak}/realms/master/protocol/openid-connect/token`, { method: 'POST', body: form });
  if (!answer.ok) throw new Failure(`Keycloak does not let its administrator in (${answer.status}): npm run reset makes a new one`);
  const { access_token: token } = (await answer.json()) as { access_token: string };

  async function call<T>(method: string, path: string, body?: unknown): Promise<T | undefined> {
    const response = await fetch(`${keycloak}/admin/realms/${realm}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.status === 404) return undefined;
    const text = await response.text();
    if (!response.ok) throw new Error(`Keycloak ${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return (text === '' ? undefined : JSON.parse(text)) as T | undefined;
  }
  return { call };
}
