import type { GATE_PARTS } from '../../contract/changes.ts';

export type GatePart = (typeof GATE_PARTS)[number];
/** What the gate looks at. Risks by size, 1 low … 3 high; `objections`: parties affected who are against the plan. */
export type GateFacts = {
  approvalId: string | null;
  acceptedRisk: number | null;
  plannedStart: Date | null;
  plannedEnd: Date | null;
  resources: string | null;
  backOutPlan: string | null;
  planRisk: number | null;
};

/**
 * The gate before a change is implemented (PROCESSES P5, "Purpose"): approved, at a set time, with planned resources and a risk that was
 * accepted, agreed with those affected. Gives what is missing; nothing missing = open. The database holds the first four too (`change_gate`).
 */
export function missingAtGate(it: GateFacts, { objections, at }: { objections: number; at: Date }): GatePart[] {
  const said = (words: string | null) => words !== null && words.trim() !== '';
  const parts: Record<GatePart, boolean> = {
    approval: it.approvalId !== null,
    time: it.plannedStart !== null && it.plannedEnd !== null && it.plannedStart < it.plannedEnd && it.plannedEnd > at,
    resources: said(it.resources) && said(it.backOutPlan),
    risk: it.planRisk !== null && it.acceptedRisk !== null && it.planRisk <= it.acceptedRisk,
    agreement: objections === 0,
  };
  return (Object.keys(parts) as GatePart[]).filter(part => !parts[part]);
}
