/** How `npm run models` trains, as options of `caliper train`; what is left out is the study's. */
export const recipes = {
  /**
   * The study's network, better trained; every setting was chosen on validation rows. Rows are drawn close to their natural
   * mix, changed a little each time, the learning rate falls to 0, and an average of the weights is kept.
   */
  shipped: [
    ...[
      '--architecture',
      'seed',
      '--epochs',
      '24',
      '--choose',
      'last',
      '--batch',
      '64',
      '--threads',
      '1',
      '--calibrate',
    ],
    ...['--draws', '60000', '--class-exponent', '0.75', '--schedule', 'cosine', '--learning-rate', '0.002'],
    ...['--averaging', '0.999', '--weight-decay', '0.02', '--label-smoothing', '0.01'],
    ...['--augmentation', 'row:shift=0.5,stretch=0.01,gain=0.02,wander=0.02,noise=0.005'],
  ],

  /** What the study says: 10,000 rows a class, Adam at a constant rate, batches of 32, 30 epochs, the best of them kept. */
  study: ['--architecture', 'seed'],

  /**
   * Kachuee et al. 2018: their network, Adam at 0.001 with a factor of 0.75 after every 10,000 steps. They balance the classes
   * too; they name neither batch nor length of the training.
   */
  kachuee: ['--architecture', 'kachuee', '--epochs', '12'],
};
