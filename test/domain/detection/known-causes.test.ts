import { describe, expect, test } from 'vitest';
import { type Amount, during, panelOf, raisedIn, weekly } from './panels.ts';

const usual = weekly(100, 3);
const raised = (amount: Amount, days = 190) =>
  raisedIn(panelOf({ leaves: { 'a/EC2/box': amount }, days })).map(({ direction, since }) => [direction, since]);

describe('what was raised', () => {
  test('is raised once while it lasts, and is what is usual after a month', () => {
    expect(raised(during(usual, [100, 999], weekly(250, 3)))).toEqual([['rise', 100]]);
  });

  test('is measured anew once it is what is usual', () => {
    const stepped = during(usual, [80, 999], weekly(250, 3));
    expect(raised(during(stepped, [140, 999], weekly(700, 3)))).toEqual([
      ['rise', 80],
      ['rise', 140],
    ]);
  });

  test('does not hide what is much larger', () => {
    const stepped = during(usual, [100, 999], weekly(200, 3));
    expect(raised(during(stepped, [112, 999], weekly(2500, 3)))).toEqual([
      ['rise', 100],
      ['rise', 112],
    ]);
  });

  test('does not hide the same size elsewhere', () => {
    const step = (from: number) => during(usual, [from, 999], weekly(250, 3));
    const panel = panelOf({ leaves: { 'a/EC2/box': step(100), 'b/RDS/hours': step(106) } });
    expect(raisedIn(panel).map(({ since, where }) => [since, where])).toEqual([
      [100, ['a/EC2/box']],
      [106, ['b/RDS/hours']],
    ]);
  });

  test.each([3, 8, 20])('ends without a drop being raised, after %i days', (days) => {
    expect(raised(during(usual, [100, 100 + days], weekly(300, 3)))).toEqual([['rise', 100]]);
  });

  test('ends without a drop being raised where it had become what is usual', () => {
    expect(raised(during(usual, [100, 140], weekly(400, 3)))).toEqual([['rise', 100]]);
  });

  test('is raised anew if it comes back after weeks of rest', () => {
    const twice = during(during(usual, [80, 84], weekly(400, 3)), [140, 144], weekly(400, 3));
    expect(raised(twice)).toEqual([
      ['rise', 80],
      ['rise', 140],
    ]);
  });

  test('as a drop comes back without a rise being raised', () => {
    expect(raised(during(usual, [100, 112], () => 2))).toEqual([['drop', 100]]);
  });

  test('does not keep a drop from being raised weeks later', () => {
    const spiked = during(usual, [70, 71], weekly(300, 3));
    expect(raised(during(spiked, [130, 190], () => 0))).toEqual([
      ['rise', 70],
      ['drop', 130],
    ]);
  });

  test('does not keep a drop far below what was usual before it from being raised soon after', () => {
    const spiked = during(usual, [100, 101], weekly(300, 3));
    expect(raised(during(spiked, [115, 190], () => 0))).toEqual([
      ['rise', 100],
      ['drop', 115],
    ]);
  });

  test('as a drop of five days does not hide the next one', () => {
    const stopped = during(usual, [90, 95], () => 0);
    expect(raised(during(stopped, [115, 190], () => 0))).toEqual([
      ['drop', 90],
      ['drop', 115],
    ]);
  });

  test.each([
    ['up to three times its size is the same cause, whose message grows', 1000, [['rise', 100]]],
    [
      'beyond it is raised anew',
      1600,
      [
        ['rise', 100],
        ['rise', 112],
      ],
    ],
  ])('and grows, %s', (_, dollars, expected) => {
    const stepped = during(usual, [100, 999], weekly(400, 3));
    expect(raised(during(stepped, [112, 999], weekly(dollars as number, 3)))).toEqual(expected);
  });
});
