const images = { busybox: 'busybox:1.37' };
export = images;
