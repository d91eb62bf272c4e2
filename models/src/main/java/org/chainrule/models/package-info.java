/** Ready networks, one file each: a configuration record and the network that it describes. */
package org.chainrule.models;
