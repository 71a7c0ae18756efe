import type { ClassificationReport } from '../../../app/contract/model-card.ts';
import { calibration } from '../../../app/evaluation/calibration.ts';
import { confusionMatrix } from '../../../app/evaluation/confusion.ts';
import type { NamedBeats } from '../../../app/evaluation/named-beats.ts';
import { classificationReport } from '../../../app/evaluation/report.ts';

/** Rows of every class in the balanced draw, as in the paper of Kachuee et al. 2018. */
export const balancedRows = 819;

export function reportOf({ labels, predictions, probabilities }: NamedBeats): ClassificationReport {
  return classificationReport(confusionMatrix(labels, predictions), calibration(probabilities, labels).ece);
}
