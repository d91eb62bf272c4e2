/** How gradients fare in deep networks. */
package org.chainrule.trainers.depth;
