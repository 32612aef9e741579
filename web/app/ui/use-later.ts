import { useEffect, useState } from 'react';

const PAUSE_MS = 300;

/** The value once it has stood still for a moment: what one searches as one types. */
export function useLater<Value>(value: Value): Value {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}
