/** Training loops, checkpoints, metrics and sampling. */
package org.chainrule.trainers;
