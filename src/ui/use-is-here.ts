/** Whether a component is on screen still, for what comes back after a while and would act for it. */
import { type RefObject, useEffect, useRef } from 'react';

export function useIsHere(): RefObject<boolean> {
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return isHere;
}
