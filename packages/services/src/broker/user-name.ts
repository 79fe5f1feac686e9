/** User name = client id = identity on the broker: no character that means something in a topic filter or in a file of the broker. */
export const userNamePattern = /^[a-z0-9-]{3,40}$/;
export const isUserName = (text: string): boolean => userNamePattern.test(text) && !text.includes('\n');
