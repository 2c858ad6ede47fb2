// Property tests draw from one seed, so that equal sources give equal outcomes; the soak draws from another every time.
import fc from 'fast-check';

if (!process.env['SOAK']) fc.configureGlobal({ seed: 20_261_124 });
