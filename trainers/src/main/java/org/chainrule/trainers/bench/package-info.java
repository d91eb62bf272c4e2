/** What Chainrule is measured against. */
package org.chainrule.trainers.bench;
