export const NODE_NEEDED: number[];
export const JAVA_NEEDED: number;
export const MAVEN_NEEDED: number[];
export function javaMajor(text: string): number | null;
export function versionIn(text: string): [number, number, number] | null;
export function isAtLeast(have: number[], needed: number[]): boolean;
export function javaCandidates(env: Record<string, string | undefined>, folders?: string[]): string[];
export function findJava(
  env: Record<string, string | undefined>,
  candidates?: string[],
  majorAt?: (home: string) => number | null,
): { home: string; major: number };
export function checkNode(version?: string): void;
export function checkMaven(versionText?: string | null): void;
export function isInstalled(lockText: string, installedText: string | null): boolean;
