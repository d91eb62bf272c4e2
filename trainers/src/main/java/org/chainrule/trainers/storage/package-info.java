/** Files: weights as safetensors, checkpoints, model folders; each written whole or not at all. */
package org.chainrule.trainers.storage;
