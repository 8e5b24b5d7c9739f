/**
 * Background to the US–India talks: short digests in the project's own words, one for each source, oldest
 * first. `on` is the date of the fact the digest is about; `published` stands only where the source's address
 * shows it. Where only a month is known, or the address does not lead to the text, a note says so.
 */
import type { DocumentSource } from '../dossier-source.ts';

export const background: readonly DocumentSource[] = [
  {
    slug: 'device-price-ceilings',
    title: 'Price ceilings on medical devices in India, and the industry’s answer',
    publisher: 'RAPS',
    kind: 'digest',
    published: '2017-10',
    on: '2017-10',
    address: 'https://www.raps.org',
    paragraphs: [
      'India put ceilings on the prices of stents in February 2017: Rs 7,260 for one kind and Rs 29,600 for another. Ceilings on knee implants followed in August 2017.',
      'In October 2017 the device industry answered with a petition against India’s status under the US Generalized System of Preferences, naming the ceilings as its reason.',
    ],
    notes: [
      {
        on: '2017-10',
        note: 'Only the month of this report is known; it stands under the first day of October 2017. The address is that of its publisher and leads to no page of the text itself.',
      },
    ],
  },
  {
    slug: 'rbi-payment-data-circular',
    title: 'Reserve Bank of India: payment data must be kept in the country',
    publisher: 'Mint',
    kind: 'digest',
    published: '2021-04-23',
    on: '2018-04',
    address:
      'https://www.livemint.com/industry/banking/rbi-bars-amex-diners-club-from-adding-new-customers/amp-11619187733124.html',
    paragraphs: [
      'By a circular of the Reserve Bank of India of April 2018, payment data has to be kept in India.',
      'Reports on it were due by 15 October 2018.',
    ],
    notes: [
      {
        on: '2018-04',
        note: 'Only the month of the circular is known; it stands under the first day of April 2018.',
      },
    ],
  },
  {
    slug: 'press-note-2',
    title: 'Press Note 2: foreign investment in e-commerce',
    publisher: 'Mondaq',
    kind: 'digest',
    on: '2019-02-01',
    address:
      'https://www.mondaq.com/india/constitutional-administrative-law/770220/review-of-fdi-policy-in-e-commerce',
    paragraphs: [
      'Press Note 2 of 26 December 2018 revised India’s rules on foreign investment in e-commerce. It has been in force since 1 February 2019.',
      'Foreign direct investment is not allowed in the inventory model of e-commerce.',
    ],
  },
  {
    slug: 'gsp-eligibility-ended',
    title: 'India’s GSP eligibility ends',
    publisher: 'LexBlog',
    kind: 'digest',
    published: '2019-06-03',
    on: '2019-06-05',
    address:
      'https://www.lexblog.com/2019/06/03/united-states-to-remove-india-from-list-of-beneficiary-developing-countries-for-generalized-system-of-preferences/',
    paragraphs: [
      'India became a beneficiary of the Generalized System of Preferences on 24 November 1975.',
      'A US proclamation of 31 May 2019 took it off the list of beneficiary developing countries, and its eligibility ended on 5 June 2019.',
    ],
  },
  {
    slug: 'gsp-programme-lapsed',
    title: 'The GSP programme lapses',
    publisher: 'Congressional Research Service (RL33663)',
    kind: 'digest',
    on: '2020-12-31',
    address:
      'https://docslib.org/doc/10465721/generalized-system-of-preferences-gsp-overview-and-issues-for-congress',
    paragraphs: [
      'The Generalized System of Preferences itself lapsed on 31 December 2020.',
      'Bringing it back needs an act of Congress.',
    ],
    notes: [
      {
        on: '2020-12-31',
        note: 'The address is one at docslib.org, not the publisher’s own, and leads to no page of the text itself.',
      },
    ],
  },
  {
    slug: 'six-wto-disputes-ended',
    title: 'Six WTO disputes ended by agreement',
    publisher: 'BusinessLine',
    kind: 'digest',
    on: '2023-06-22',
    address:
      'https://www.thehindubusinessline.com/economy/india-us-agree-to-end-six-trade-disputes-at-wto-delhi-to-remove-retaliatory-customs-duties/article67000314.ece',
    paragraphs: [
      'On 22 June 2023 India and the United States agreed to end six of the disputes they had with each other at the World Trade Organization.',
      'As its part, India is to drop the retaliatory duties it had put on US farm goods. Sources differ on how many products that covers.',
    ],
  },
  {
    slug: 'poultry-dispute-ended',
    title: 'The seventh dispute ends, with lower duties on turkey, duck and berries',
    publisher: 'The Hawk',
    kind: 'digest',
    on: '2023-09-08',
    address:
      "https://www.thehawk.in/posts/india's-tariff-removal-on-several-us-products-benefiting-farmers:-katherine-tai",
    paragraphs: [
      'The seventh of the disputes between the two countries, over poultry, ended on 8 September 2023.',
      'India is to cut its duties on turkey, duck and berries from the United States.',
    ],
  },
  {
    slug: 'digital-levies',
    title: 'India’s levies on digital services',
    publisher: 'Telegraph India',
    kind: 'digest',
    on: '2024-08-01',
    address:
      'https://www.telegraphindia.com/business/government-proposes-abolition-of-digital-tax-on-online-advertisements-starting-april-2025-prnt/cid/2090661',
    paragraphs: [
      'India’s levy of 2 % on digital services ended on 1 August 2024.',
      'For the other one, of 6 % on online advertising, the government has proposed abolition from 1 April 2025.',
    ],
  },
  {
    slug: 'ustr-report-2025',
    title: 'India’s tariffs in the USTR’s report for 2025',
    publisher: 'Sakshi Post',
    kind: 'digest',
    on: '2025-03-31',
    address:
      'https://www.sakshipost.com/news/ustr-submits-annual-report-global-tariffs-president-trump-393156',
    paragraphs: [
      'The annual report of the US Trade Representative puts India’s average most-favoured-nation tariff in 2023 at 17.0 % over all goods and at 39.0 % on farm goods.',
      'Single rates are higher: 50 % on apples, 100 % on walnuts.',
    ],
  },
  {
    slug: 'special-301-2025',
    title: 'India stays on the Priority Watch List',
    publisher: 'NDTV',
    kind: 'digest',
    on: '2025-04-29',
    address:
      'https://ndtv.com/world-news/us-retains-india-on-priority-watch-list-over-intellectual-property-rights-violations-8292603/amp/1',
    paragraphs: [
      'The US Special 301 report of 2025, on intellectual property in other countries, keeps India on its Priority Watch List.',
    ],
  },
  {
    slug: 'section-232-wto-notice',
    title: 'Steel and aluminium: India’s notice to the WTO',
    publisher: 'Business Standard',
    kind: 'digest',
    published: '2025-05-12',
    on: '2025-05-09',
    address:
      'https://www.business-standard.com/amp/industry/news/india-proposes-retaliatory-duties-against-us-over-steel-tariffs-in-wto-125051201384_1.html',
    paragraphs: [
      'Since 23 March 2018 the United States has charged extra duties under section 232: 25 % on steel and 10 % on aluminium. Since 12 March 2025 it has been 25 % on both.',
      'In its notice to the World Trade Organization of 9 May 2025, India proposes duties in return. It puts the trade concerned at $7.6 bn and the duty on it at $1.91 bn.',
    ],
  },
  {
    slug: 'tariffs-of-50-percent',
    title: 'US tariffs on Indian goods reach 50 %',
    publisher: 'Mondaq',
    kind: 'digest',
    on: '2025-08-27',
    address:
      'https://webiis10.mondaq.com/uk/export-controls-trade-investment-sanctions/1663414/us-imposes-secondary-tariffs-on-russian-oil-purchases-raising-combined-india-tariffs-to-50',
    paragraphs: [
      'The United States has charged 25 % on Indian goods since 7 August 2025.',
      'A further 25 %, for India’s purchases of Russian oil, came on top on 27 August 2025. Together they make 50 %.',
    ],
  },
];
