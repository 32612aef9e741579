import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';

type Registered = { id: string; identifier: string; name: string };

/** Items by their codes; those the register has lead to their page. */
export function ItemLinks({ items, registered }: { items: readonly string[]; registered: readonly Registered[] }) {
  return items.map((item, at) => {
    const found = registered.find(it => it.identifier === item);
    return (
      <Fragment key={item}>
        {at > 0 && ', '}
        {found ? (
          <Link to="/work/configuration/$itemId" params={{ itemId: found.id }}>
            {found.identifier} {found.name}
          </Link>
        ) : (
          item
        )}
      </Fragment>
    );
  });
}
