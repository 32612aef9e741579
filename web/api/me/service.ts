import type { Clock } from '../../../platform/clock.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { dropDraft, getDraft, getMe, getSettings, listColleagues, saveDraft } from '../../contract/me.ts';
import { role, WORKING_ROLES, type Role } from '../../contract/words.ts';
import type { makeDirectory } from '../cases/directory.ts';
import { limitsFrom, type LimitSettings } from '../documents/limits.ts';
import { ACCEPTED_ENDINGS } from '../documents/sniff.ts';
import type { UseCase } from '../http/bind.ts';
import { canonical } from '../http/canonical.ts';

export type Me = ReturnType<typeof makeMe>;
type Deps = {
  db: Db;
  now: Clock;
  directory: ReturnType<typeof makeDirectory>;
  config: Pick<Config, 'KEYCLOAK_URL' | 'KEYCLOAK_REALM' | 'KEYCLOAK_CLIENT_ID' | 'PIETURA_RELEASE' | 'PIETURA_PROFILE'> & LimitSettings;
};

type Typed = { data: Prisma.InputJsonObject; updatedAt: Date };

const LARGEST_DRAFT_BYTES = 100_000;
/** Nobody fills in more forms at a time; the draft not touched for longest gives way. */
const MOST_DRAFTS = 100;
/** More colleagues than a person can pick from in a list. */
const MOST_COLLEAGUES = 500;

/** Who I am, my colleagues, and what I am typing. */
export function makeMe({ db, now, directory, config }: Deps) {
  const me: UseCase<typeof getMe> = async (_input, { user }) => {
    const agencies = await directory.agencies();
    const client = user.clientId ? await db.client.findUnique({ where: { id: user.clientId } }) : null;
    return {
      id: user.id,
      name: user.name,
      roles: user.roles,
      agency: user.agencyId ? agencies(user.agencyId) : null,
      client: client && { id: client.id, name: `${client.givenName} ${client.familyName}`, email: client.email, phone: client.phone },
    };
  };

  const settings: UseCase<typeof getSettings> = async () => ({
    keycloakUrl: config.KEYCLOAK_URL,
    realm: config.KEYCLOAK_REALM,
    clientId: config.KEYCLOAK_CLIENT_ID,
    release: config.PIETURA_RELEASE,
    demo: config.PIETURA_PROFILE === 'demo',
    uploads: { maxBytes: limitsFrom(config).maxBytes, maxFiles: config.UPLOAD_MAX_FILES, accept: ACCEPTED_ENDINGS },
  });

  /** Those of the same agency who can have tasks, as far as they have ever signed in: the mirror knows no others. */
  const colleagues: UseCase<typeof listColleagues> = async (_input, { user }) => {
    if (!user.agencyId) return { colleagues: [] };
    const rows = await db.userAccount.findMany({
      where: { agencyId: user.agencyId, id: { not: user.id }, roles: { hasSome: [...WORKING_ROLES] } },
      select: { id: true, name: true, roles: true },
      orderBy: { name: 'asc' },
      take: MOST_COLLEAGUES,
    });
    return { colleagues: rows.map(it => ({ ...it, roles: it.roles.filter((name): name is Role => role.safeParse(name).success) })) };
  };

  /** A draft belongs to whoever types it; nobody else can read it. */
  const draft: UseCase<typeof getDraft> = async ({ subject }, { user }) => {
    const found = await db.draft.findUnique({ where: { userId_subject: { userId: user.id, subject } } });
    return { draft: found && { data: found.data as Record<string, unknown>, version: found.version, updatedAt: found.updatedAt.toISOString() } };
  };

  /**
   * Saves as typed. Typed on another version than we have, it is refused (another device of the same person), unless it says the same:
   * then only the answer to an earlier saving was lost.
   */
  const save: UseCase<typeof saveDraft> = async ({ subject, data, after }, { user }) => {
    if (Buffer.byteLength(JSON.stringify(data)) > LARGEST_DRAFT_BYTES) throw new Problem('too-large', `A draft holds at most ${LARGEST_DRAFT_BYTES} bytes`);
    const row = { data: data as Prisma.InputJsonObject, updatedAt: now() };
    const saved = after === undefined ? await overwrite(user.id, subject, row) : await follow(user.id, subject, { ...row, after });
    if (saved.version === 1) await dropOldest(user.id);
    return { version: saved.version, updatedAt: saved.updatedAt.toISOString() };
  };

  const overwrite = (userId: string, subject: string, row: Typed) =>
    db.draft.upsert({
      where: { userId_subject: { userId, subject } },
      create: { userId, subject, ...row },
      update: { ...row, version: { increment: 1 } },
    });

  async function follow(userId: string, subject: string, { after, ...row }: Typed & { after: number }) {
    const [saved] =
      after === 0
        ? await db.draft.createManyAndReturn({ data: { userId, subject, ...row }, skipDuplicates: true })
        : await db.draft.updateManyAndReturn({ where: { userId, subject, version: after }, data: { ...row, version: { increment: 1 } } });
    if (saved) return saved;
    const kept = await db.draft.findUnique({ where: { userId_subject: { userId, subject } } });
    if (kept && canonical(kept.data) === canonical(row.data)) return kept;
    // thrown away on another device: what is typed here is a new draft
    if (!kept) return overwrite(userId, subject, row);
    throw new Problem('state-conflict', `The draft is at version ${kept.version}`);
  }

  async function dropOldest(userId: string): Promise<void> {
    const beyond = await db.draft.findMany({ where: { userId }, orderBy: { updatedAt: 'desc' }, skip: MOST_DRAFTS, select: { subject: true } });
    if (beyond.length > 0) await db.draft.deleteMany({ where: { userId, subject: { in: beyond.map(it => it.subject) } } });
  }

  const drop: UseCase<typeof dropDraft> = async ({ subject }, { user }) => {
    await db.draft.deleteMany({ where: { userId: user.id, subject } });
  };

  return { me, settings, colleagues, draft, save, drop };
}
