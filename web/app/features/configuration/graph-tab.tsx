import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { getItemGraph } from '../../../contract/configuration.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RadioGroup } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { layOut, NODE, treeOf } from './layout.ts';
import { ItemStatusTag } from './status-word.tsx';
import css from './configuration.module.css';

type Graph = ReplyOf<typeof getItemGraph>;
type Way = 'around' | 'hits' | 'hit-by';
const DEPTH = { around: 2, hits: 50, 'hit-by': 50 };
const LONGEST = 26;

/** What an item is joined to, as a tree to read and as a picture to see: the same both times. */
export function GraphTab({ itemId }: { itemId: string }) {
  const { t } = useWords('configuration');
  const [way, setWay] = useState<Way>('around');
  const query = useCall(getItemGraph, { itemId, way, depth: DEPTH[way] });
  return (
    <div className={css.part}>
      <RadioGroup
        label={t('graph.way')}
        value={way}
        onChange={value => setWay(value)}
        options={(['around', 'hits', 'hit-by'] as const).map(value => ({ value, label: t(`graph.${value}`) }))}
      />
      <Loaded query={query} what={t('graph.loading')}>
        {graph =>
          graph.nodes.length === 1 ? (
            <p>{t(`graph.none.${way}`)}</p>
          ) : (
            <>
              {graph.total > graph.nodes.length && <Notice level="waiting">{t('graph.more', { shown: graph.nodes.length, total: graph.total })}</Notice>}
              <h2>{t('graph.asTree')}</h2>
              <Tree graph={graph} />
              <h2>{t('graph.asPicture')}</h2>
              <Picture graph={graph} />
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function Tree({ graph }: { graph: Graph }) {
  const children = useMemo(() => treeOf(graph), [graph]);
  const first = graph.nodes[0]!;
  return (
    <ul className={css.tree}>
      <Branch id={first.id} above={null} graph={graph} children_={children} />
    </ul>
  );
}

function Branch({ id, above, graph, children_ }: { id: string; above: string | null; graph: Graph; children_: Map<string, string[]> }) {
  const { say } = useWords('configuration');
  const it = graph.nodes.find(node => node.id === id)!;
  const edge = graph.edges.find(one => (one.from === id && one.to === above) || (one.to === id && one.from === above));
  const below = children_.get(id) ?? [];
  return (
    <li>
      {edge && <span className={css.quiet}>{say(edge.from === above ? edge.words.out : edge.words.back)} </span>}
      <Link to="/work/configuration/$itemId" params={{ itemId: id }}>
        {it.identifier}
      </Link>{' '}
      {it.name} <ItemStatusTag status={it.status} />
      {below.length > 0 && (
        <ul>
          {below.map(child => (
            <Branch key={child} id={child} above={id} graph={graph} children_={children_} />
          ))}
        </ul>
      )}
    </li>
  );
}

const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

function Picture({ graph }: { graph: Graph }) {
  const { t } = useWords('configuration');
  const { places, width, height } = useMemo(() => layOut(graph), [graph]);
  const at = new Map(places.map(place => [place.id, place]));
  const label = t('graph.picture', { name: graph.nodes[0]!.identifier, count: graph.nodes.length });
  return (
    <div className={css.picture} tabIndex={0} role="region" aria-label={t('graph.asPicture')}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0 0 8 4 0 8z" className={css.arrow} />
          </marker>
        </defs>
        {graph.edges.map(edge => {
          const [from, to] = [at.get(edge.from)!, at.get(edge.to)!];
          return (
            <path key={`${edge.from} ${edge.to} ${edge.type}`} className={css.edge} data-impact={edge.impact} d={wayFrom(from, to)} markerEnd="url(#arrow)" />
          );
        })}
        {graph.nodes.map(node => {
          const place = at.get(node.id)!;
          return (
            <g
              key={node.id}
              className={css.node}
              data-status={node.status}
              {...(node.depth === 0 && { 'data-first': '' })}
              transform={`translate(${place.x} ${place.y})`}
            >
              <rect width={NODE.width} height={NODE.height} rx="4" />
              <text x="10" y="23">
                {short(node.identifier)}
              </text>
              <text x="10" y="43" className={css.second}>
                {short(`${node.status === 'unavailable' ? `${t('status.unavailable')}: ` : ''}${node.name}`)}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** From the nearer side of one box to the nearer side of the other, bent so that it can be followed. */
function wayFrom(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const [y1, y2] = [from.y + NODE.height / 2, to.y + NODE.height / 2];
  if (from.x === to.x) {
    const x = from.x + NODE.width;
    return `M${x} ${y1}C${x + 48} ${y1} ${x + 48} ${y2} ${x} ${y2}`;
  }
  const isRight = to.x > from.x;
  const [x1, x2] = [isRight ? from.x + NODE.width : from.x, isRight ? to.x : to.x + NODE.width];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
