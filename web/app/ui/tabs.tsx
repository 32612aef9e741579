import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import css from './tabs.module.css';

export interface TabItem {
  id: string;
  title: ReactNode;
  content: ReactNode;
}

interface TabsProps {
  label: string;
  items: TabItem[];
  selected?: string;
  onSelect?(id: string): void;
}

/** Tabs by arrow keys; only the chosen one is drawn. */
export function Tabs({ label, items, selected, onSelect }: TabsProps) {
  const chosen = selected === undefined ? {} : { selectedKey: selected };
  return (
    <AriaTabs {...chosen} onSelectionChange={key => onSelect?.(String(key))} className={css.tabs ?? ''}>
      <TabList aria-label={label} className={css.list ?? ''}>
        {items.map(item => (
          <Tab key={item.id} id={item.id} className={css.tab ?? ''}>
            {item.title}
          </Tab>
        ))}
      </TabList>
      {items.map(item => (
        <TabPanel key={item.id} id={item.id} className={css.panel ?? ''}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
