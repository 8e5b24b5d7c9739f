/**
 * Where the panel of the open issue stands. From 75 rem on beside the board; below that over it, at the right, and the
 * board keeps its room; on a phone as a sheet from below that covers nearly all.
 */

/** Where it is a sheet from below, and nothing behind it can be reached. */
export const phone = '(width < 40rem)';

/** What lies under the panel can be scrolled out from it, as the card of the issue is when it is opened. */
export const besidePanel = {
  page: 'roomy:max-[75rem]:scroll-pr-[29rem]',
  content:
    'roomy:max-[75rem]:w-[calc(100%+28rem)] roomy:max-[75rem]:max-w-none roomy:max-[75rem]:pr-[28rem]',
};

export const panelPlace =
  'min-w-0 border-line bg-surface ' +
  'min-[75rem]:w-[26rem] min-[75rem]:flex-none min-[75rem]:border-l xl:w-[30rem] min-[120rem]:w-[36rem] ' +
  'roomy:overflow-y-auto roomy:overscroll-contain ' +
  'cramped:min-[75rem]:sticky cramped:min-[75rem]:top-0 cramped:min-[75rem]:max-h-dvh cramped:min-[75rem]:self-start cramped:min-[75rem]:overflow-y-auto ' +
  'sm:max-[75rem]:inset-y-0 sm:max-[75rem]:right-0 sm:max-[75rem]:z-20 sm:max-[75rem]:w-[28rem] sm:max-[75rem]:max-w-[85%] sm:max-[75rem]:border-l sm:max-[75rem]:shadow-2xl ' +
  'roomy:max-[75rem]:absolute ' +
  'cramped:sm:max-[75rem]:fixed cramped:sm:max-[75rem]:overflow-y-auto cramped:sm:max-[75rem]:overscroll-contain ' +
  'max-sm:fixed max-sm:inset-x-0 max-sm:top-12 max-sm:bottom-0 max-sm:z-20 max-sm:overflow-y-auto max-sm:overscroll-contain max-sm:rounded-t-xl max-sm:border-t max-sm:shadow-2xl ' +
  'print:static! print:w-auto! print:max-w-none! print:overflow-visible! print:border-0! print:shadow-none!';
