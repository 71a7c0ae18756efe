/* global window */
import { connect } from '../../../app/rpc/connect.ts';
import { choosePort } from '../../../renderer/core.ts';

/* The page of the harness: the product's own way to a port, and a client on each port that comes. */
const open = choosePort(window);
window.nextClient = () => open().then((port) => connect(port));
