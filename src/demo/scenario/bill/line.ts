import type { Day } from '../../../domain/day.ts';
import { micros } from '../../../domain/money.ts';
import type { Series } from '../catalog/series.ts';
import type { LineItem } from '../types.ts';

/** The private discount of the enterprise agreement on what is used at AWS's own rates. */
const ENTERPRISE_DISCOUNT = 0.06;

/** What a series used on a day, worth `dollars` at on-demand rates. */
export interface Used {
  readonly series: Series;
  readonly dollars: number;
}

/** A line of on-demand usage. Net of the private discount, unless a seller on the marketplace is paid. */
export function usageLine(day: Day, { series, dollars }: Used): LineItem {
  const discount = series.usageType.includes('-MP:') ? 0 : ENTERPRISE_DISCOUNT;
  return lineOf(day, series, 'Usage', {
    unblended: dollars,
    amortized: dollars,
    netAmortized: dollars * (1 - discount),
    quantity: dollars / series.price,
  });
}

interface Figures {
  readonly unblended: number;
  readonly amortized: number;
  readonly netAmortized: number;
  readonly quantity: number;
}

/** A line of any record type; amounts in US dollars. */
export function lineOf(day: Day, series: Series, recordType: string, figures: Figures): LineItem {
  return {
    day,
    account: series.account,
    service: series.service,
    region: series.region,
    usageType: series.usageType,
    recordType,
    team: series.team,
    unblended: micros(figures.unblended),
    amortized: micros(figures.amortized),
    netAmortized: micros(figures.netAmortized),
    quantity: Math.round(figures.quantity * 1e6) / 1e6,
    unit: series.unit,
  };
}

/** A line that is money alone: every metric shows the same amount, and there is nothing to count. */
export function chargeLine(
  day: Day,
  series: Omit<Series, 'rhythm' | 'dollars' | 'price'>,
  type: string,
  dollars: number,
): LineItem {
  return lineOf(day, { ...series, rhythm: 'flat', dollars, price: 1 }, type, {
    unblended: dollars,
    amortized: dollars,
    netAmortized: dollars,
    quantity: 0,
  });
}
