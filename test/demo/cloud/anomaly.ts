import type { CloudAnomaly } from '../../../src/demo/cloud/index.ts';

/** An anomaly of Lambda in shop-prod from 13 through 16 November, in AWS's shape. */
export function cloudAnomaly(own: Partial<CloudAnomaly> = {}): CloudAnomaly {
  return {
    AnomalyId: 'a1b2c3d4-0000-4000-8000-000000000001',
    AnomalyStartDate: '2026-11-13T00:00:00Z',
    AnomalyEndDate: '2026-11-16T00:00:00Z',
    DimensionValue: 'AWS Lambda',
    RootCauses: [
      {
        Service: 'AWS Lambda',
        Region: 'us-east-1',
        LinkedAccount: '444455556666',
        LinkedAccountName: 'shop-prod',
        UsageType: 'Lambda-GB-Second',
        Impact: { Contribution: 380.25 },
      },
    ],
    AnomalyScore: { MaxScore: 0.61, CurrentScore: 0.52 },
    Impact: {
      MaxImpact: 103.5,
      TotalImpact: 380.25,
      TotalActualSpend: 620.25,
      TotalExpectedSpend: 240,
      TotalImpactPercentage: 158.44,
    },
    MonitorArn: 'arn:aws:ce::111111111111:anomalymonitor/5f6e7d8c-0000-4000-8000-000000000000',
    ...own,
  };
}
