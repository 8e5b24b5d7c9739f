/**
 * The issues of the US–India dossier, in the order in which they stand within a cell: those of the report
 * of 5 November 2025 first, then those that only the background knows. Dates are the sources' own.
 */
import type { IssueSource } from '../dossier-source.ts';

const reported: readonly IssueSource[] = [
  {
    slug: 'gsp-restoration',
    title: 'Restoration of GSP status',
    asker: 'IN',
    basis: 'stated',
    category: 'import-policies',
    tags: ['GSP', 'preferences', 'tariffs'],
    summary:
      'India asks to be a beneficiary of the Generalized System of Preferences again, so that certain goods enter the United States free of duty. It lost that place in June 2019. The programme itself has lapsed since, so Congress would have to act too.',
    evidence: [
      {
        document: 'white-house-on-trade-talks',
        exact: 'India wants its place in the Generalized System of Preferences (GSP) back',
      },
      { document: 'gsp-eligibility-ended', exact: 'its eligibility ended on 5 June 2019' },
      { document: 'gsp-programme-lapsed', exact: 'Bringing it back needs an act of Congress' },
    ],
    history: [
      { on: '2019-06-05', opened: 'open' },
      {
        on: '2020-12-31',
        note: 'The GSP programme as a whole lapsed on this day. Restoring India to it now presupposes that Congress renews it.',
      },
      {
        on: '2025-11-05',
        moved: 'under-discussion',
        reason: 'Named as India’s request in the report on the talks.',
      },
    ],
  },
  {
    slug: 'agricultural-market-access',
    title: 'Market access for US agricultural products',
    asker: 'US',
    basis: 'stated',
    category: 'import-policies',
    tags: ['agriculture', 'tariffs', 'market access'],
    summary:
      'The United States asks for wider access to the Indian market for its farm products. India’s average tariff on farm goods was 39.0 % in 2023, with 50 % on apples and 100 % on walnuts.',
    evidence: [
      {
        document: 'white-house-on-trade-talks',
        exact:
          'The United States wants wider access to the Indian market, first of all for farm products',
      },
      { document: 'ustr-report-2025', exact: 'at 39.0 % on farm goods' },
      { document: 'ustr-report-2025', exact: '50 % on apples, 100 % on walnuts' },
    ],
    history: [
      { on: '2025-03-31', opened: 'open' },
      {
        on: '2025-03-31',
        note: 'Recorded from the US Trade Representative’s report of this day, the earliest in the sources here; the request may well be older.',
      },
      {
        on: '2025-11-05',
        moved: 'under-discussion',
        reason: 'Named as a US request in the report on the talks.',
      },
    ],
  },
  {
    slug: 'medical-device-access',
    title: 'Market access for US medical devices',
    asker: 'US',
    basis: 'stated',
    category: 'tbt',
    tags: ['medical devices', 'price ceilings', 'market access'],
    summary:
      'The United States asks for wider access to the Indian market for its medical devices. In 2017 India put ceilings on the prices of stents and knee implants, and the device industry petitioned against India’s GSP status.',
    evidence: [
      {
        document: 'white-house-on-trade-talks',
        exact:
          'wider access to the Indian market, first of all for farm products and for medical devices',
      },
      {
        document: 'device-price-ceilings',
        exact: 'the device industry answered with a petition against India’s status',
      },
    ],
    history: [
      { on: '2017-10', opened: 'open' },
      {
        on: '2017-10',
        note: 'The industry’s petition is known by its month alone, October 2017; it stands under the first day of that month.',
      },
      {
        on: '2025-11-05',
        moved: 'under-discussion',
        reason: 'Named as a US request in the report on the talks.',
      },
    ],
  },
  {
    slug: 'intellectual-property',
    title: 'Intellectual property rights',
    asker: 'US',
    basis: 'inferred',
    category: 'ip',
    tags: ['Special 301'],
    summary:
      'The Special 301 report of 2025 keeps India on its Priority Watch List. That the United States asks for more protection is inferred from this: the report on the talks says that they take in intellectual property rights, not who raised them.',
    evidence: [
      { document: 'white-house-on-trade-talks', exact: 'Intellectual property rights' },
      { document: 'special-301-2025', exact: 'keeps India on its Priority Watch List' },
    ],
    history: [{ on: '2025-11-05', opened: 'open' }],
  },
  {
    slug: 'e-commerce-policies',
    title: 'E-commerce policies',
    asker: 'US',
    basis: 'inferred',
    category: 'services',
    tags: ['e-commerce', 'foreign investment'],
    summary:
      'Since February 2019 India has barred foreign direct investment from the inventory model, by its Press Note 2. That the United States asks for a change is inferred from this: the report on the talks says that they take in e-commerce policies, not who raised them.',
    evidence: [
      { document: 'white-house-on-trade-talks', exact: 'e-commerce policies' },
      {
        document: 'press-note-2',
        exact: 'Foreign direct investment is not allowed in the inventory model of e-commerce',
      },
    ],
    history: [{ on: '2025-11-05', opened: 'open' }],
  },
  {
    slug: 'data-localisation',
    title: 'Data localisation rules',
    asker: 'US',
    basis: 'inferred',
    category: 'digital-trade',
    tags: ['data', 'payments'],
    summary:
      'A circular of the Reserve Bank of India of April 2018 keeps payment data in India. That the United States asks for a change is inferred from this: the report on the talks says that they take in rules on data localisation, not who raised them.',
    evidence: [
      { document: 'white-house-on-trade-talks', exact: 'rules on data localisation' },
      { document: 'rbi-payment-data-circular', exact: 'payment data has to be kept in India' },
    ],
    history: [{ on: '2025-11-05', opened: 'open' }],
  },
];

const fromBackground: readonly IssueSource[] = [
  {
    slug: 'relief-from-50-percent',
    title: 'Relief from the 50 % US tariffs',
    asker: 'IN',
    basis: 'inferred',
    category: 'import-policies',
    tags: ['tariffs', 'Russian oil'],
    summary:
      'Indian goods have paid 25 % since 7 August 2025 and a further 25 %, over purchases of Russian oil, since 27 August 2025. That India asks for relief is inferred from these tariffs and from the report’s word that the talks centre on tariff barriers.',
    evidence: [
      { document: 'tariffs-of-50-percent', exact: 'Together they make 50 %' },
      {
        document: 'white-house-on-trade-talks',
        exact: 'At the centre are the tariff and non-tariff barriers',
      },
    ],
    history: [
      { on: '2025-08-07', opened: 'open' },
      {
        on: '2025-08-27',
        note: 'The further 25 % took effect on this day and brought the total to 50 %.',
      },
      {
        on: '2025-11-05',
        moved: 'under-discussion',
        reason: 'The talks are reported to centre on tariff barriers.',
      },
    ],
  },
  {
    slug: 'section-232-duties',
    title: 'Steel and aluminium duties (section 232)',
    asker: 'IN',
    basis: 'stated',
    category: 'import-policies',
    tags: ['steel', 'aluminium', 'section 232', 'WTO'],
    summary:
      'India objects to the extra US duties on steel and aluminium, charged since March 2018 and 25 % on both since March 2025, and has given notice of duties in return to the WTO.',
    evidence: [
      {
        document: 'section-232-wto-notice',
        exact: 'extra duties under section 232: 25 % on steel and 10 % on aluminium',
      },
      {
        document: 'section-232-wto-notice',
        exact: 'It puts the trade concerned at $7.6 bn and the duty on it at $1.91 bn',
      },
    ],
    history: [
      { on: '2018-03-23', opened: 'open' },
      { on: '2025-03-12', note: 'The duty on aluminium rose to 25 %, the same as on steel.' },
      {
        on: '2025-05-09',
        note: 'India gave notice to the WTO that it proposes duties in return. It puts the trade concerned at $7.6 bn and the duty at $1.91 bn.',
      },
    ],
  },
  {
    slug: 'retaliatory-duties',
    title: 'Indian retaliatory duties on US farm goods',
    asker: 'US',
    basis: 'inferred',
    category: 'import-policies',
    tags: ['agriculture', 'tariffs', 'WTO'],
    summary:
      'India is to drop its retaliatory duties on US farm goods, under the agreement of June 2023 that ended six WTO disputes. That the United States asked for this is inferred from that agreement.',
    evidence: [
      {
        document: 'six-wto-disputes-ended',
        exact: 'India is to drop the retaliatory duties it had put on US farm goods',
      },
    ],
    history: [
      { on: '2023-06-22', opened: 'under-discussion' },
      {
        on: '2023-06-22',
        moved: 'resolved',
        reason: 'Agreement of 22 June 2023 that ended six WTO disputes.',
      },
      {
        on: '2023-06-22',
        note: 'When this was first asked for is not in the sources; the issue stands here from the day it was settled. Sources differ on how many products are covered.',
      },
    ],
  },
  {
    slug: 'poultry-and-berries',
    title: 'Poultry, turkey, duck and berries',
    asker: 'US',
    basis: 'inferred',
    category: 'import-policies',
    tags: ['agriculture', 'poultry', 'WTO'],
    summary:
      'The dispute over poultry ended in September 2023, and India is to cut its duties on turkey, duck and berries. That the United States asked for this is inferred from that settlement.',
    evidence: [
      {
        document: 'poultry-dispute-ended',
        exact: 'India is to cut its duties on turkey, duck and berries',
      },
    ],
    history: [
      { on: '2023-09-08', opened: 'under-discussion' },
      {
        on: '2023-09-08',
        moved: 'resolved',
        reason: 'The seventh WTO dispute ended, with lower Indian duties.',
      },
      {
        on: '2023-09-08',
        note: 'When this was first asked for is not in the sources; the issue stands here from the day it was settled.',
      },
    ],
  },
  {
    slug: 'digital-services-levies',
    title: 'Digital services levies',
    asker: 'US',
    basis: 'inferred',
    category: 'digital-trade',
    tags: ['digital taxes', 'online advertising'],
    summary:
      'India’s levy of 2 % on digital services ended on 1 August 2024; abolition of the one of 6 % on online advertising was proposed. That the United States asked for this is inferred from the levies and their end.',
    evidence: [
      {
        document: 'digital-levies',
        exact: 'levy of 2 % on digital services ended on 1 August 2024',
      },
      { document: 'digital-levies', exact: 'proposed abolition from 1 April 2025' },
    ],
    history: [
      { on: '2024-08-01', opened: 'under-discussion' },
      {
        on: '2024-08-01',
        moved: 'resolved',
        reason: 'The levy of 2 % ended on 1 August 2024.',
      },
      {
        on: '2024-08-01',
        note: 'When this was first asked for is not in the sources; the issue stands here from the day the levy of 2 % ended.',
      },
      {
        on: '2025-04-01',
        note: 'The levy of 6 % on online advertising: its abolition was proposed with effect from this day. Whether it was enacted is not in the sources here.',
      },
    ],
  },
];

export const issues: readonly IssueSource[] = [...reported, ...fromBackground];
